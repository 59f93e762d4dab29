export const codes = {
  school: 'School code',
  personal: 'Personal code',
  scan: 'or scan this',
  scanOf: 'Code of {{name}} to scan',
  print: 'Print',
  copy: 'Copy',
  copied: 'Copied.',
  copyFailed: 'It could not be copied: select the text by hand.',
  login: 'E-mail address',
  link: 'Link, to be opened once',
  until: 'Good until {{date}}',
};
