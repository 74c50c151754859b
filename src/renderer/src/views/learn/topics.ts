import { formatCount, formatNumber } from '../../format.ts'
import { judgingTopics } from './judging-topics.ts'
import { inputsOf, inputWords, shapeWords, stateWords, tensorWords } from './network-facts.ts'
import { mark, type SymbolWords, type Topic } from './topic.ts'

/**
 * What Learn teaches. Equations are those of the engine (src/main/engine/cells), symbol by symbol;
 * where a library writes them otherwise, ours are PyTorch's.
 */

const h = mark('h', 'h_t')
const before = mark('h', 'h_{t-1}')
const x = mark('x', 'x_t')

const xWords: SymbolWords = {
  id: 'x',
  tex: 'x_t',
  words: 'The input at step t: one number for each day of the window, or the layer below.',
  number: inputWords,
}
const hWords: SymbolWords = {
  id: 'h',
  tex: 'h_t',
  words: 'The hidden state: what the network keeps of the days so far. It starts at zero.',
  number: facts => stateWords(facts, 'h') ?? `${formatCount(facts.model.hidden)} numbers`,
}
const sigmaWords: SymbolWords = {
  id: 'sigma',
  tex: '\\sigma',
  words: 'The logistic function: anything becomes a share between 0 and 1, a gate.',
  number: () => null,
}
const headWords: SymbolWords = {
  id: 'y',
  tex: 'y',
  words: 'The prediction, read from the last hidden state by one linear layer.',
  number: ({ trace }) => (trace === null ? null : formatNumber(trace.prediction, 4)),
}

const gateShape = (facts: Parameters<SymbolWords['number']>[0]) =>
  `each gate ${shapeWords(facts.model.hidden, facts.model.hidden + inputsOf(facts))}`

export const topics: readonly Topic[] = [
  {
    id: 'windows',
    title: 'Sequences and windows',
    cell: null,
    paragraphs: [
      'A price series is a sequence: the order of its days matters. A recurrent network reads a stretch of it, the window, one day after the other, and says a number for the day that follows.',
      'Sliding the window by one day at a time makes many examples of one series. The early ones train the network; the late ones, which it never saw, tell whether it learned anything. They are never mixed: a target of the test part lies after every target of the train part.',
      'The hidden state is the network’s memory within a window. It is zero before the first day and is changed by every day. Nothing is kept from one window to the next.',
    ],
    equations: [
      {
        tex: `(${mark('x', 'v_i')},\\, \\dots,\\, v_{i+${mark('T', 'T')}-1}) \\;\\longmapsto\\; ${mark('y', '\\hat v_{i+T}')} \\approx v_{i+T}`,
        says: 'Window i holds T values in a row; its target is the value after them.',
      },
    ],
    symbols: [
      {
        id: 'x',
        tex: 'v_i',
        words:
          'A value of the series as the network sees it: the cumulative return, or a standardised log return when the test part is sealed.',
        number: ({ run }) =>
          run.experiment.protocol === 'tutorial' ? 'cumulative return' : 'standardised log return',
      },
      {
        id: 'T',
        tex: 'T',
        words:
          'Days in a window. A larger one sees further back, is slower, and leaves fewer windows.',
        number: ({ run }) => formatCount(run.experiment.window),
      },
      {
        id: 'N',
        tex: 'N',
        words: 'How many windows the series gives, by part.',
        number: ({ run }) =>
          run.results?.split.map(({ part, count }) => `${part} ${formatCount(count)}`).join(', ') ??
          null,
      },
      { ...headWords, tex: '\\hat v', words: 'What the network says of the day after the window.' },
    ],
    shows: ['windows'],
    links: [
      { link: 'cs230', text: 'CS 230: recurrent networks, a cheat sheet' },
      { link: 'd2l-rnn', text: 'Dive into Deep Learning: recurrent neural networks' },
    ],
  },
  {
    id: 'rnn',
    title: 'RNN',
    cell: 'rnn',
    paragraphs: [
      'The plain recurrent network mixes the new input with its own last state and squashes the result. The same weights serve every step, so a window of any length needs no more of them.',
      'Its weakness is its memory. Going back in time, the gradient is multiplied by the same matrix again and again: it dies away, or it grows without bound. See Gradients.',
    ],
    equations: [
      {
        tex: `${h} = ${mark('f', 'f')}\\!\\left(${mark('Whh', 'W_{hh}')}\\, ${before} + ${mark('Wxh', 'W_{xh}')}\\, ${x} + ${mark('b', 'b_h')}\\right)`,
        says: 'The new state is a squashed sum of the old state and the new input.',
      },
      {
        tex: `${mark('y', 'y')} = ${mark('Why', 'W_{hy}')}\\, h_T + ${mark('by', 'b_y')}`,
        says: 'After the last step, one linear layer reads the prediction from the state.',
      },
    ],
    symbols: [
      xWords,
      hWords,
      {
        id: 'Whh',
        tex: 'W_{hh}',
        words:
          'How the old state enters the new one. Its largest stretch decides between dying and exploding gradients.',
        number: facts => tensorWords(facts, 'weight_hh'),
      },
      {
        id: 'Wxh',
        tex: 'W_{xh}',
        words: 'How the input enters the state.',
        number: facts => tensorWords(facts, 'weight_ih'),
      },
      {
        id: 'b',
        tex: 'b_h',
        words: 'The state’s offset; stored as two that are added, as PyTorch does.',
        number: facts => tensorWords(facts, 'bias_hh'),
      },
      {
        id: 'f',
        tex: 'f',
        words: 'tanh keeps the state between −1 and 1; ReLU cuts negatives off and bounds nothing.',
        number: ({ model }) => model.activation,
      },
      headWords,
      {
        id: 'Why',
        tex: 'W_{hy}',
        words: 'Reads the prediction from the last state.',
        number: facts => tensorWords(facts, 'fc.weight'),
      },
      {
        id: 'by',
        tex: 'b_y',
        words: 'The prediction’s offset.',
        number: facts => tensorWords(facts, 'fc.bias'),
      },
    ],
    shows: ['steps'],
    links: [
      { link: 'cs230', text: 'CS 230: recurrent networks, a cheat sheet' },
      { link: 'd2l-rnn', text: 'Dive into Deep Learning: recurrent neural networks' },
    ],
  },
  {
    id: 'lstm',
    title: 'LSTM',
    cell: 'lstm',
    paragraphs: [
      'The long short-term memory adds a second state, the cell, that is only ever scaled and added to. What the forget gate leaves near 1 passes through many steps almost unchanged, and so does its gradient.',
      'Three gates, shares between 0 and 1, decide for each unit what is forgotten, what is written and what is shown.',
    ],
    equations: [
      {
        tex: `${mark('f', 'f_t')} = ${mark('sigma', '\\sigma')}\\!\\left(${mark('Wf', 'W_f')}\\,[${before},\\, ${x}] + b_f\\right)`,
        says: 'Forget: how much of the cell stays.',
      },
      {
        tex: `${mark('i', 'i_t')} = ${mark('sigma', '\\sigma')}\\!\\left(${mark('Wf', 'W_i')}\\,[${before},\\, ${x}] + b_i\\right)`,
        says: 'Input: how much is written.',
      },
      {
        tex: `${mark('g', '\\hat C_t')} = \\tanh\\!\\left(${mark('Wf', 'W_C')}\\,[${before},\\, ${x}] + b_C\\right)`,
        says: 'Candidate: what would be written.',
      },
      {
        tex: `${mark('C', 'C_t')} = ${mark('f', 'f_t')} \\odot ${mark('C', 'C_{t-1}')} + ${mark('i', 'i_t')} \\odot ${mark('g', '\\hat C_t')}`,
        says: 'The cell keeps a share of itself and takes a share of the candidate.',
      },
      {
        tex: `${mark('o', 'o_t')} = ${mark('sigma', '\\sigma')}\\!\\left(${mark('Wf', 'W_o')}\\,[${before},\\, ${x}] + b_o\\right)`,
        says: 'Output: how much of the cell is shown.',
      },
      {
        tex: `${h} = ${mark('o', 'o_t')} \\odot \\tanh(${mark('C', 'C_t')})`,
        says: 'The hidden state is the part of the cell that is shown.',
      },
    ],
    symbols: [
      xWords,
      hWords,
      {
        id: 'C',
        tex: 'C_t',
        words: 'The cell: the long memory.',
        number: facts => stateWords(facts, 'C'),
      },
      {
        id: 'f',
        tex: 'f_t',
        words: 'Forget gate: 1 keeps the cell as it is, 0 empties it.',
        number: facts => stateWords(facts, 'f'),
      },
      {
        id: 'i',
        tex: 'i_t',
        words: 'Input gate: the share of the candidate that is written.',
        number: facts => stateWords(facts, 'i'),
      },
      {
        id: 'g',
        tex: '\\hat C_t',
        words: 'Candidate: new content, between −1 and 1.',
        number: facts => stateWords(facts, 'Ĉ'),
      },
      {
        id: 'o',
        tex: 'o_t',
        words: 'Output gate: the share of the cell that is shown.',
        number: facts => stateWords(facts, 'o'),
      },
      {
        id: 'Wf',
        tex: 'W_f, W_i, W_C, W_o',
        words: 'One matrix for each gate, on the old state and the input together.',
        number: gateShape,
      },
      sigmaWords,
      headWords,
    ],
    shows: ['steps'],
    links: [
      { link: 'd2l-lstm', text: 'Dive into Deep Learning: long short-term memory' },
      { link: 'cs230', text: 'CS 230: recurrent networks, a cheat sheet' },
    ],
  },
  {
    id: 'gru',
    title: 'GRU',
    cell: 'gru',
    paragraphs: [
      'The gated recurrent unit does with two gates and one state what the LSTM does with three and two: fewer weights, mostly as good.',
      'The update gate chooses between the old state and a new candidate; the reset gate decides how much of the old state the candidate sees. Where the reset is applied, before or after the matrix, is a matter of taste; PyTorch and we do it after.',
    ],
    equations: [
      {
        tex: `${mark('z', 'z_t')} = ${mark('sigma', '\\sigma')}\\!\\left(${mark('W', 'W_z')}\\, ${x} + ${mark('U', 'U_z')}\\, ${before} + b_z\\right)`,
        says: 'Update: how much of the old state stays.',
      },
      {
        tex: `${mark('r', 'r_t')} = ${mark('sigma', '\\sigma')}\\!\\left(${mark('W', 'W_r')}\\, ${x} + ${mark('U', 'U_r')}\\, ${before} + b_r\\right)`,
        says: 'Reset: how much of the old state the candidate sees.',
      },
      {
        tex: `${mark('g', '\\tilde h_t')} = \\tanh\\!\\left(${mark('W', 'W_h')}\\, ${x} + b_h + ${mark('r', 'r_t')} \\odot (${mark('U', 'U_h')}\\, ${before} + b'_h)\\right)`,
        says: 'Candidate, reset after the matrix (our default).',
      },
      {
        tex: `${mark('g', '\\tilde h_t')} = \\tanh\\!\\left(${mark('W', 'W_h')}\\, ${x} + ${mark('U', 'U_h')}\\, (${mark('r', 'r_t')} \\odot ${before}) + b_h\\right)`,
        says: 'Candidate, reset before the matrix (the other way).',
      },
      {
        tex: `${h} = ${mark('z', 'z_t')} \\odot ${before} + (1 - ${mark('z', 'z_t')}) \\odot ${mark('g', '\\tilde h_t')}`,
        says: 'The new state lies between the old one and the candidate.',
      },
    ],
    symbols: [
      xWords,
      hWords,
      {
        id: 'z',
        tex: 'z_t',
        words: 'Update gate: 1 keeps the old state, 0 takes the candidate.',
        number: facts => stateWords(facts, 'z'),
      },
      {
        id: 'r',
        tex: 'r_t',
        words: 'Reset gate: 0 lets the candidate forget the past.',
        number: facts => stateWords(facts, 'r'),
      },
      {
        id: 'g',
        tex: '\\tilde h_t',
        words: 'Candidate: a new state, between −1 and 1.',
        number: facts => stateWords(facts, 'h̃'),
      },
      {
        id: 'W',
        tex: 'W_z, W_r, W_h',
        words: 'How the input enters each gate; stored under one another.',
        number: facts => tensorWords(facts, 'weight_ih'),
      },
      {
        id: 'U',
        tex: 'U_z, U_r, U_h',
        words: 'How the old state enters each gate; stored under one another.',
        number: facts => tensorWords(facts, 'weight_hh'),
      },
      sigmaWords,
      headWords,
    ],
    shows: ['steps'],
    links: [
      { link: 'd2l-gru', text: 'Dive into Deep Learning: gated recurrent units' },
      { link: 'cs230', text: 'CS 230: recurrent networks, a cheat sheet' },
    ],
  },
  {
    id: 'deep',
    title: 'Deep RNN',
    cell: null,
    paragraphs: [
      'Layers are stacked: the hidden state of one is, step by step, the input of the next. Lower layers can follow short moves, upper ones what lasts longer; whether they do is for the data to say.',
      'Each layer multiplies time and weights. On a few hundred days more than two seldom pay.',
    ],
    equations: [
      {
        tex: `${mark('h', 'h^{(l)}_t')} = f\\!\\left(${mark('Whh', 'W^{(l)}_{hh}')}\\, ${mark('h', 'h^{(l)}_{t-1}')} + ${mark('Wxh', 'W^{(l)}_{xh}')}\\, ${mark('x', 'h^{(l-1)}_t')} + b^{(l)}_h\\right)`,
        says: 'Layer l reads the layer below in place of the price; layer 0 is the input itself.',
      },
    ],
    symbols: [
      {
        id: 'l',
        tex: 'l',
        words: 'The layer, counted from the input. Choose it above the heat maps.',
        number: ({ model, layer }) => `${layer + 1} of ${formatCount(model.layers)}`,
      },
      { ...hWords, tex: 'h^{(l)}_t' },
      { ...xWords, tex: 'h^{(l-1)}_t' },
      {
        id: 'Whh',
        tex: 'W^{(l)}_{hh}',
        words: 'How the layer’s old state enters its new one.',
        number: facts => tensorWords(facts, 'weight_hh'),
      },
      {
        id: 'Wxh',
        tex: 'W^{(l)}_{xh}',
        words: 'How the layer below enters.',
        number: facts => tensorWords(facts, 'weight_ih'),
      },
    ],
    shows: ['steps'],
    links: [{ link: 'd2l-deep', text: 'Dive into Deep Learning: deep recurrent networks' }],
  },
  {
    id: 'gradients',
    title: 'Gradients and clipping',
    cell: null,
    paragraphs: [
      'Training asks how the loss would change if a hidden state of long ago had been a little different. That number, the gradient, is made of as many factors as there are steps in between. Factors below 1 make it vanish: the network cannot learn from far back. Factors above 1 make it explode: a step of training throws the weights away.',
      'The chart shows its size for every step of a window. A line that falls to the left forgets the beginning of the window; one that rises to the left is about to explode. LSTM and GRU were made to keep it level.',
      'Clipping keeps the direction of a gradient that is too long and cuts its length to θ. It stops explosions. It does not bring back what has vanished.',
    ],
    equations: [
      {
        tex: `\\frac{\\partial \\mathcal L}{\\partial ${mark('h', 'h_t')}} = \\frac{\\partial \\mathcal L}{\\partial h_T}\\, \\prod_{k=t+1}^{T} \\frac{\\partial h_k}{\\partial h_{k-1}}`,
        says: 'The gradient at step t: a product with a factor for each step after it.',
      },
      {
        tex: `${mark('g', 'g')} \\;\\leftarrow\\; \\begin{cases} g & \\lVert g \\rVert \\le ${mark('theta', '\\theta')} \\\\[2pt] \\dfrac{\\theta}{\\lVert g \\rVert}\\, g & \\text{else} \\end{cases}`,
        says: 'Clipping by norm, over all weights together.',
      },
    ],
    symbols: [
      {
        id: 'h',
        tex: 'h_t',
        words: 'The hidden state at step t; the chart shows the norm of its gradient.',
        number: ({ run }) => `t = 1 … ${formatCount(run.experiment.window)}`,
      },
      {
        id: 'g',
        tex: 'g',
        words: 'The gradient of all weights, one long vector.',
        number: () => null,
      },
      {
        id: 'theta',
        tex: '\\theta',
        words: 'The longest gradient that is let through.',
        number: ({ run }) =>
          run.experiment.clip === null ? 'no clipping' : formatNumber(run.experiment.clip, 2),
      },
    ],
    shows: ['gradients'],
    links: [
      { link: 'd2l-bptt', text: 'Dive into Deep Learning: backpropagation through time' },
      { link: 'cs230', text: 'CS 230: recurrent networks, a cheat sheet' },
    ],
  },
  {
    id: 'normalisation',
    title: 'Normalisation',
    cell: null,
    paragraphs: [
      'Networks learn best from numbers of ordinary size. Layer normalisation centres and scales a hidden state over its units, for one step of one window at a time, before the next layer reads it. Batch normalisation centres and scales a layer’s inputs over all steps and windows of a batch while training, and by running averages when predicting.',
      'The input itself is scaled too: under the sealed protocol by the mean and deviation of the train part alone, because a scaler that saw the test part would already have told the network something of it.',
    ],
    equations: [
      {
        tex: `\\hat a = ${mark('gamma', '\\gamma')} \\odot \\frac{a - ${mark('mu', '\\mu')}}{\\sqrt{${mark('var', '\\sigma^2')} + ${mark('eps', '\\varepsilon')}}} + ${mark('beta', '\\beta')}`,
        says: 'Centre, scale, then let the network choose a size and an offset of its own.',
      },
    ],
    symbols: [
      {
        id: 'mu',
        tex: '\\mu',
        words: 'Mean: over the units of one state (layer), or over steps and windows (batch).',
        number: ({ run }) =>
          run.experiment.norm === 'none'
            ? 'not used in this run'
            : `${run.experiment.norm} normalisation`,
      },
      {
        id: 'var',
        tex: '\\sigma^2',
        words: 'Variance, over the same numbers.',
        number: () => null,
      },
      {
        id: 'gamma',
        tex: '\\gamma',
        words: 'The size the network chooses; learned.',
        number: () => null,
      },
      {
        id: 'beta',
        tex: '\\beta',
        words: 'The offset the network chooses; learned.',
        number: () => null,
      },
      {
        id: 'eps',
        tex: '\\varepsilon',
        words: 'A small number that keeps the root away from zero.',
        number: () => '0.00001',
      },
    ],
    shows: [],
    links: [{ link: 'd2l-deep', text: 'Dive into Deep Learning: deep recurrent networks' }],
  },
  ...judgingTopics,
  {
    id: 'uses',
    title: 'Beyond prices',
    cell: null,
    paragraphs: [
      'A recurrent network fits wherever order matters and the past is long: the next word of a sentence, speech into text, handwriting, one language into another, music, the load of a power grid, the wear of a machine by its sensors, heartbeats, proteins.',
      'The shapes differ. One number after a whole sequence, as here: a label for a film review, a forecast for tomorrow. A sequence from one thing: a caption for a picture. A number for every step: the part of speech of each word. A sequence from a sequence: translation.',
      'Prices are among the hardest of these. Others have a pattern that was put there, by grammar or by physics. A price has been looked at by everyone who could gain from a pattern, and what is left is close to a random walk: that is why the dashed line is so hard to beat, and why this program draws it everywhere.',
    ],
    equations: [],
    symbols: [],
    shows: [],
    links: [
      { link: 'cs230', text: 'CS 230: recurrent networks, a cheat sheet' },
      { link: 'd2l-rnn', text: 'Dive into Deep Learning: recurrent neural networks' },
    ],
  },
]

export const topicOf = (id: string): Topic => {
  const found = topics.find(topic => topic.id === id) ?? topics[0]
  if (found === undefined) throw new Error('Learn has no topics')
  return found
}
