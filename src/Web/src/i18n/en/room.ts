export const room = {
  line: {
    caughtUp: 'Connected again: you have missed nothing.',
    reconnecting: 'Reconnecting… What you write is kept.',
    behind_one: 'Catching up: {{count}} event behind.',
    behind_other: 'Catching up: {{count}} events behind.',
    away: 'The server does not answer.',
    lost: 'The connection was lost.',
    next_one: 'Trying again in {{count}} s.',
    next_other: 'Trying again in {{count}} s.',
    unsent_one: '{{count}} thing is kept and sent when the line is back.',
    unsent_other: '{{count}} things are kept and sent when the line is back.',
  },

  blocked: {
    title: 'The network you are on blocks the lesson’s connection',
    text: 'Pages load, but a proxy or firewall lets no WebSocket through. Tell whoever looks after the school’s network to allow:',
    host: 'Host',
    port: 'Port',
    path: 'Path',
    protocol: 'Protocol',
    copy: 'Copy for them',
    copied: 'Copied',
    letter: 'Hello, Classroom pages load on our network, but its WebSocket connection is blocked (proxy or firewall). Please allow:',
  },

  refused: {
    question: 'Your question was not asked: {{reason}}',
    answer: 'Your answer was not taken: {{reason}}',
    perhapsCounted: 'That poll is closed. If your answer came in before, it counts.',
    edit: 'Your change was not taken: {{reason}}',
    editPending: 'changing…',
  },

  keys: {
    open: 'Keyboard shortcuts (?)',
    title: 'Keyboard',
    help: 'Show this map',
    hand: 'Raise or lower your hand',
    chat: 'Go to the chat',
    people: 'Go to the people',
    poll: 'Go to the poll',
    board: 'Go to the board',
    nextPage: 'Next page',
    previousPage: 'Previous page',
    documents: 'Open the documents',
    closer: 'Zoom in on the page',
    further: 'Zoom out of the page',
    wholePage: 'Whole page',
    onDocument: 'On the board: turn the page, or move within an enlarged one',
    send: 'Send a message',
    newLine: 'New line in a message',
    single: 'Use single keys',
    singleHint: 'Turn them off if you dictate, or press keys by chance. They do nothing while you write.',
  },

  keyName: { pageDown: 'Page down', pageUp: 'Page up', enter: 'Enter', shift: 'Shift' },

  news: {
    hands_one: '{{names}} raises a hand.',
    hands_other: '{{count}} hands raised: {{names}}.',
    messages_one: 'Private message from {{names}}.',
    messages_other: 'Private messages from {{count}} people: {{names}}.',
    poll: 'Question: {{question}}',
  },

  pages: { given: 'You can turn the pages now.', taken: 'You no longer turn the pages.' },

  lobby: {
    here: 'Already here',
    more_one: 'and {{count}} more',
    more_other: 'and {{count}} more',
    you: 'Others see you as',
  },

  history: {
    search: 'Search the chat',
    where: 'Where to search',
    everywhere: 'In the whole conversation',
    with: 'In private with {{name}}',
    withTeachers: 'In private with the teacher',
    older: 'Older messages',
    beginning: 'The chat begins here',
    failed: 'Could not be read. Try again',
    further: 'Search further back',
    found_one: '{{count}} message found',
    found_other: '{{count}} messages found',
  },
};
