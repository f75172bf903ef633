import { createLink } from '@tanstack/react-router';
import { Button } from 'antd';
import type { ButtonProps } from 'antd';

/** A button that leads to another page of the workbench: a link that looks like one, and one stop of the Tab key. */
export const LinkButton = createLink(LookingLikeButton);

/** The router keeps `type` to itself, so that the emphasis has a name of its own. */
function LookingLikeButton({ isPrimary = false, ...rest }: ButtonProps & { isPrimary?: boolean }) {
  return <Button {...rest} type={isPrimary ? 'primary' : 'default'} />;
}
