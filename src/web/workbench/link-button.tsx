import { createLink } from '@tanstack/react-router';
import { Button } from 'antd';

/** A button that leads to another page of the workbench: a link that looks like one, and one stop of the Tab key. */
export const LinkButton = createLink(Button);
