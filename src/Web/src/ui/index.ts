// The order of the layers and the tokens come before every component that uses them.
import './tokens.css';
import './base.css';

export { Avatar, hueOf, initials } from './avatar';
export { Button, IconButton, LinkButton } from './button';
export { Dialog } from './dialog';
export { Check, Field, focusWrong, PasswordField, Select } from './field';
export { keepFocus } from './focus';
export { Icon, type IconType } from './icon';
export { Mark } from './mark';
export { Menu, type MenuItem } from './menu';
export { Badge, Card, EmptyState, Notice, Progress, Waiting, type Tone } from './surface';
// Picker is for few pages: it is imported by itself, so that the first page stays light.
export { Tabs, type Tab } from './tabs';
export { toast, Toasts } from './toast';
