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
    edit: 'Your change was not taken: {{reason}}',
    editPending: 'changing…',
  },
};
