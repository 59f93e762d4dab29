export const codes = {
  school: 'Code de l’établissement',
  personal: 'Code personnel',
  scan: 'ou scannez ici',
  scanOf: 'Code à scanner de {{name}}',
  print: 'Imprimer',
  copy: 'Copier',
  copied: 'Copié.',
  copyFailed: 'La copie n’a pas fonctionné : sélectionnez le texte à la main.',
  login: 'Adresse électronique',
  link: 'Lien, à ouvrir une seule fois',
  until: 'Valable jusqu’au {{date}}',
};
