/** The two channels between main and a window. */
export const requestChannel = 'hindcast:request'
export const eventChannel = 'hindcast:event'
