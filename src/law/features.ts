import type { Feature } from '#kernel/derive/matrix.ts';
import { authorityFeatures } from './features/authorities.ts';
import { enterpriseFeatures } from './features/enterprise.ts';

/**
 * Everything that the guidance asks of the platform, in its order. The numbers are stable: issues cite them. The last
 * four serve all sections and stand under the guidance's general requirements.
 */
export const features: readonly Feature[] = [...enterpriseFeatures, ...authorityFeatures];
