import { TextInput } from '@mantine/core';
import { StatusIcon } from '../../../../components/status-icon.tsx';
import { typedEnvLine } from '../../../../lib/env-token.ts';
import { valuesOf } from '../../../../lib/target-draft.ts';
import { CopyToken } from './copy-token.tsx';
import styles from './dialog.module.css';
import type { TargetForm } from './use-target-draft.ts';

interface Props {
  form: TargetForm;
  /** Variables that other targets name. */
  taken: readonly string[];
}

/** The variable that holds the token: its name, its line for `.env`, and whether it is set. */
export function EnvVariable({ form, taken }: Props) {
  const { draft, errors, service, target } = form;
  const own = service.credential?.variable ?? '';
  const line = typedEnvLine(service, valuesOf(draft), draft.variable);
  return (
    <div className={styles.env}>
      <TextInput
        label="Variable"
        className={styles.variable}
        value={draft.variable}
        error={errors.envVariable}
        description={
          taken.includes(draft.variable)
            ? 'Another target uses this variable: both then share one token.'
            : `A second target can have its own: ${own}_NAME.`
        }
        inputWrapperOrder={['label', 'input', 'error', 'description']}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => form.setVariable(event.currentTarget.value)}
      />
      <VariableState form={form} />
      <CopyToken line={line} target={form.keeps ? target : null} variable={draft.variable} />
    </div>
  );
}

/** Known only for the variable that a stored target names: main tells what is wrong with the target. */
function VariableState({ form }: { form: TargetForm }) {
  const { draft, target } = form;
  if (target?.store !== 'env' || target.envVariable !== draft.variable) {
    return (
      <p className={styles.verdict}>
        <StatusIcon status="info" word="" size={15} />
        {target === null
          ? 'Add its line to .env, or set it in the environment. Until it is there, this target fails and says why.'
          : 'Add its line to .env before you save: the stored token is given up then.'}
      </p>
    );
  }
  const missing = target.problem?.includes(draft.variable) === true;
  return (
    <p className={styles.verdict}>
      <StatusIcon status={missing ? 'degraded' : 'healthy'} word="" size={15} />
      {missing ? target.problem : 'The variable is set.'}
    </p>
  );
}
