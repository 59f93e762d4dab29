const attention = {
  title: 'À regarder',
  more_one: 'Encore {{count}} point',
  more_other: 'Encore {{count}} points',
  putAside: 'C’est vu : {{title}}',
  waiting_one: '{{count}} élève vous attend',
  waiting_other: '{{count}} élèves vous attendent',
  unattended_zero: 'Le cours continue sans professeur',
  unattended_one: '{{count}} élève est sans professeur',
  unattended_other: '{{count}} élèves sont sans professeur',
  unattendedSince_zero: 'Le cours continue sans professeur depuis {{time}}',
  unattendedSince_one: '{{count}} élève est sans professeur depuis {{time}}',
  unattendedSince_other: '{{count}} élèves sont sans professeur depuis {{time}}',
  overlap: 'En même temps que « {{title}} »',
  nobodyCame: 'Aucun élève n’est venu',
  absences_one: '{{count}} absent',
  absences_other: '{{count}} absents',
  notHeld: 'Le cours n’a pas eu lieu',
  move: 'Déplacer',
  planAgain: 'Prévoir à nouveau',
};

const classes = {
  title: 'Mes classes',
  students_zero: 'aucun élève',
  students_one: '{{count}} élève',
  students_other: '{{count}} élèves',
  noneSoon: 'Aucun cours prévu cette semaine',
  live: 'En ce moment : {{title}}',
  next: 'Prochain cours : {{when}}, {{time}}',
  back: 'Ma journée',
  failed: 'La classe n’a pas pu être chargée.',
  nextTitle: 'Prochain cours',
  liveTitle: 'En ce moment',
  noNext: 'Aucun cours prévu dans les 30 prochains jours.',
  teachers: 'Professeurs : {{names}}',
  standIn: '{{name}} (jusqu’au {{day}})',
  studentsTitle: 'Élèves',
  search: 'Chercher un élève',
  nobodyFound: 'Personne de ce nom dans la classe.',
  nobody: 'Cette classe n’a pas encore d’élèves.',
  hasCode: 'Code remis',
  hasCodeSince: 'Code créé le {{day}}',
  noCode: 'Pas encore de code',
  withoutCode_zero: 'Tous les élèves ont leur code personnel.',
  withoutCode_one: '{{count}} élève n’a pas encore de code personnel. Le secrétariat en crée un.',
  withoutCode_other: '{{count}} élèves n’ont pas encore de code personnel. Le secrétariat les crée.',
  past: 'Derniers cours',
  nonePast: 'Aucun cours ces 30 derniers jours.',
};

const week = {
  title: 'Ma semaine',
  pageTitle: 'Semaine : {{days}}',
  back: 'Ma journée',
  previous: 'Semaine précédente',
  next: 'Semaine suivante',
  current: 'Cette semaine',
  nav: 'Changer de semaine',
  days: 'Jours de la semaine',
  lessons_zero: 'pas de cours',
  lessons_one: '{{count}} cours',
  lessons_other: '{{count}} cours',
  none: 'Pas de cours',
  noneDay: 'Pas de cours ce jour-là.',
  failed: 'Cette semaine n’a pas pu être chargée.',
  missedWhole: 'Absent',
  missed: 'Manqué : {{times}}',
};

/** What is said of classes, of weeks and of what asks for a look: beside the day, and fetched only there. */
export const messages = { attention, classes, week };

type Texts<T> = { [K in keyof T]: T[K] extends string ? string : Texts<T[K]> };

/** What another language must say. */
export type WeekMessages = Texts<typeof messages>;
