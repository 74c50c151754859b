import { beforeEach, inject } from 'vitest'

// HINDCAST_NO_BROWSER=1 on a machine without one: these tests are counted as skipped, not passed.
beforeEach(({ skip }) => skip(inject('browser') === '', 'HINDCAST_NO_BROWSER=1'))
