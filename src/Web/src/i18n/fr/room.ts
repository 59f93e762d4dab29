export const room = {
  line: {
    caughtUp: 'Connexion rétablie : vous n’avez rien manqué.',
    reconnecting: 'Reconnexion… Ce que vous écrivez est gardé.',
    behind_one: 'Rattrapage : {{count}} événement de retard.',
    behind_other: 'Rattrapage : {{count}} événements de retard.',
    away: 'Le serveur ne répond pas.',
    lost: 'La connexion est perdue.',
    next_one: 'Nouvel essai dans {{count}} s.',
    next_other: 'Nouvel essai dans {{count}} s.',
    unsent_one: '{{count}} envoi est gardé et partira au retour de la connexion.',
    unsent_other: '{{count}} envois sont gardés et partiront au retour de la connexion.',
  },

  blocked: {
    title: 'Le réseau où vous êtes bloque la connexion du cours',
    text: 'Les pages se chargent, mais un proxy ou un pare-feu ne laisse passer aucun WebSocket. Dites à la personne qui s’occupe du réseau de l’établissement d’autoriser :',
    host: 'Hôte',
    port: 'Port',
    path: 'Chemin',
    protocol: 'Protocole',
    copy: 'Copier pour cette personne',
    copied: 'Copié',
    letter: 'Bonjour, les pages de Classroom se chargent sur notre réseau, mais sa connexion WebSocket est bloquée (proxy ou pare-feu). Merci d’autoriser :',
  },

  refused: {
    question: 'Votre question n’a pas été posée : {{reason}}',
    answer: 'Votre réponse n’a pas été prise : {{reason}}',
    perhapsCounted: 'Ce sondage est fermé. Si votre réponse était arrivée avant, elle est comptée.',
    edit: 'Votre modification n’a pas été prise : {{reason}}',
    editPending: 'modification…',
  },

  keys: {
    open: 'Raccourcis clavier (?)',
    title: 'Clavier',
    help: 'Montrer ces touches',
    hand: 'Lever ou baisser la main',
    chat: 'Aller à la discussion',
    people: 'Aller à la classe',
    poll: 'Aller au sondage',
    board: 'Aller au tableau',
    nextPage: 'Page suivante',
    previousPage: 'Page précédente',
    documents: 'Ouvrir les documents',
    closer: 'Agrandir la page',
    further: 'Réduire la page',
    wholePage: 'Page entière',
    onDocument: 'Au tableau : tourner la page, ou se déplacer dans une page agrandie',
    send: 'Envoyer un message',
    newLine: 'Nouvelle ligne dans un message',
    single: 'Utiliser les touches seules',
    singleHint: 'À couper si vous dictez, ou si des touches partent par hasard. Elles ne font rien pendant que vous écrivez.',
  },

  keyName: { pageDown: 'Page suiv.', pageUp: 'Page préc.', enter: 'Entrée', shift: 'Maj' },

  news: {
    hands_one: '{{names}} lève la main.',
    hands_other: '{{count}} mains levées : {{names}}.',
    messages_one: 'Message privé de {{names}}.',
    messages_other: 'Messages privés de {{count}} personnes : {{names}}.',
    poll: 'Question : {{question}}',
  },

  pages: { given: 'Vous pouvez maintenant tourner les pages.', taken: 'Vous ne tournez plus les pages.' },

  lobby: {
    here: 'Déjà là',
    more_one: 'et {{count}} autre',
    more_other: 'et {{count}} autres',
    you: 'Les autres vous voient sous le nom de',
  },

  history: {
    search: 'Chercher dans la discussion',
    where: 'Où chercher',
    everywhere: 'Dans toute la discussion',
    with: 'En privé avec {{name}}',
    withTeachers: 'En privé avec le professeur',
    older: 'Messages plus anciens',
    beginning: 'La discussion commence ici',
    failed: 'Lecture impossible. Réessayer',
    further: 'Chercher plus loin',
    found_one: '{{count}} message trouvé',
    found_other: '{{count}} messages trouvés',
  },
};
