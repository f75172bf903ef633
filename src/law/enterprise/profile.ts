import { defineBook } from '#kernel/definition.ts';
import { archivePolicy } from './archive.ts';
import { checkProfile, noticesOf } from './profile/change.ts';
import { profileForm, registeredOf } from './profile/form.ts';

/**
 * 企业基本信息: what the register holds of an enterprise, in versions. It decides which duties and posts apply and who
 * supervises, so every change is an entry that the offices of the old and the new place are told of. What an enterprise
 * says that takes duties away from it waits until the office of its place has confirmed it.
 */
export const enterpriseProfile = defineBook({
  id: 'enterprise-profile',
  title: '企业基本信息',
  basis: ['guidance/2.1', 'guidance/2.6', 'order-75/3', 'order-75/18', 'order-76/3', 'order-76/18'],
  inForce: { from: '2023-05-05' },
  party: 'enterprise',
  keeper: {
    kinds: ['enterprise', 'platform'],
    posts: ['principal'],
    supervisors: ['market-regulator'],
  },
  holds: 'versions',
  retention: archivePolicy,
  reads: ['enterprise-profile'],
  registers: 'organisation',
  form: profileForm,
  when: checkProfile,
  then: (facts, input) => [
    input.asks === true
      ? { do: 'ask' }
      : { do: 'register', facts: registeredOf(input), before: registeredOf(input.before) },
    ...noticesOf(facts, input),
  ],
});
