import { App, Drawer } from 'antd';
import type { Act, Procedure } from '#kernel/definition.ts';
import { announcedNames } from '#kernel/paper/name.ts';
import type { PresentedOffer, ProceedingDetail } from '#server/proceedings/present.ts';
import { submitOnce } from '../../kit/api/submission.ts';
import { DefinitionForm } from '../../kit/form/definition-form.tsx';
import type { Values } from '../../kit/form/values.ts';
import { useFocusBack } from '../../kit/page/focus-back.ts';
import { Basis } from '../law/basis.tsx';
import { FigurePreview } from './file-panels.tsx';
import { figuresWith } from './figures-with.ts';
import { offerTitle } from './offers-panel.tsx';

/** One act of a proceeding: its basis, the paper it makes, its form. */
export function ActDrawer({
  proceeding,
  procedure,
  offer,
  given,
  note,
  onClose,
}: {
  proceeding: ProceedingDetail;
  procedure: Procedure;
  offer: PresentedOffer;
  /** What the form starts with. */
  given?: Values;
  /** What should be known before it is done. */
  note?: string;
  onClose: () => void;
}) {
  const { message } = App.useApp();
  useFocusBack();
  const act: Act | undefined = procedure.acts[offer.act];
  if (act === undefined) return null;
  const name = `act/${proceeding.id}/${offer.act}`;
  return (
    <Drawer
      open
      title={offerTitle(offer)}
      onClose={onClose}
      size="min(760px, 100vw)"
      destroyOnHidden
    >
      <div className="stack">
        <div className="opening-basis">
          <span>
            以“{procedure.roles[offer.role]?.title ?? offer.role}”身份
            {offer.onBehalfOf === undefined
              ? '办理'
              : `代“${offer.onBehalfOf}”登记：请如实记录其本人的意思，并上传凭证（如有）`}
          </span>
          <Basis ids={act.basis} of={proceeding.subject?.business} />
          {act.document !== undefined && (
            <span className="muted">将生成{announcedNames(act.document)}</span>
          )}
        </div>
        {note !== undefined && (
          <p className="note alarm" role="alert">
            {note}
          </p>
        )}
        <DefinitionForm
          form={act.form}
          name={name}
          {...(given === undefined ? {} : { given })}
          submitLabel={offerTitle(offer)}
          submit={(input) =>
            submitOnce(name, `/api/proceedings/${proceeding.id}/acts/${offer.act}`, { input })
          }
          preview={(input) => (
            <FigurePreview
              figures={figuresWith(procedure, proceeding.timeline, offer.act, input)}
              former={procedure.figures?.(proceeding.timeline) ?? []}
            />
          )}
          onDone={({ late }) => {
            message.success(late ? '已办理，按逾期登记' : '已办理');
            onClose();
          }}
          onCancel={onClose}
        />
      </div>
    </Drawer>
  );
}
