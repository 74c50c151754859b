import type { LinkName } from '../../shared/api.ts'

/** Every address that a window can have opened. The keys are all it can say. */
export const links: Readonly<Record<LinkName, `https://${string}`>> = {
  cs230: 'https://stanford.edu/~shervine/teaching/cs-230/cheatsheet-recurrent-neural-networks',
  'd2l-rnn': 'https://d2l.ai/chapter_recurrent-neural-networks/rnn.html',
  'd2l-lstm': 'https://d2l.ai/chapter_recurrent-modern/lstm.html',
  'd2l-gru': 'https://d2l.ai/chapter_recurrent-modern/gru.html',
  'd2l-deep': 'https://d2l.ai/chapter_recurrent-modern/deep-rnn.html',
  'd2l-bptt': 'https://d2l.ai/chapter_recurrent-neural-networks/bptt.html',
}
