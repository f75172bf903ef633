import { isTest } from './modules.ts';
import type { Module, Target } from './modules.ts';

/** What an area may import; tests in it may also import what tests use. */
interface Layer {
  readonly areas: readonly string[];
  /** Files of other areas that are allowed beside them. */
  readonly files?: readonly string[];
  /** Packages; absent means any. */
  readonly packages?: readonly string[];
  /** Whether parts of Node may be imported; what runs in browsers may not. */
  readonly node: boolean;
}

const pure = ['ledger', 'trace', 'insight', 'kernel', 'law'];

/** The dependency rule of the house, one line per area. */
export const layers: Readonly<Record<string, Layer>> = {
  ledger: { areas: [], packages: [], node: false },
  trace: { areas: [], packages: [], node: false },
  insight: { areas: [], packages: [], node: false },
  kernel: {
    areas: [],
    files: ['src/ledger/sha256.ts', 'src/ledger/canonical-json.ts', 'src/ledger/bytes.ts'],
    packages: ['zod'],
    node: false,
  },
  law: { areas: ['kernel', 'insight'], packages: ['zod'], node: false },
  db: { areas: ['kernel'], node: true },
  server: { areas: [...pure, 'db'], node: true },
  web: { areas: pure, node: false },
  world: { areas: [...pure, 'db', 'server', 'test'], node: true },
  scripts: { areas: [...pure, 'db', 'server', 'web', 'world', 'bench', 'test'], node: true },
  bench: { areas: [...pure, 'db', 'server', 'world', 'scripts', 'test'], node: true },
  test: { areas: [...pure, 'db', 'server', 'web', 'world', 'scripts'], node: true },
};

/** The area of a path: `kernel` of `src/kernel/due.ts`, `world` of `world/firms.ts`. */
export function areaOf(path: string): string {
  const [first, second] = path.split('/');
  return (first === 'src' ? second : first) ?? '';
}

/** Finds imports that the dependency rule forbids. @returns one sentence per import. */
export function layerDefects(module: Module): string[] {
  const layer = layers[areaOf(module.path)];
  if (layer === undefined) return [`${module.path} lies in no known area`];
  return module.imports.flatMap(({ target, typeOnly, computed }) => {
    if (computed) return mayCompute(module.path) ? [] : [`${module.path} imports a computed name`];
    const reason = forbidden(module.path, layer, target, typeOnly);
    return reason === undefined ? [] : [`${module.path} ${reason}`];
  });
}

/** Only what is not part of the product chooses modules at run time. */
function mayCompute(path: string): boolean {
  return isTest(path) || /^(scripts|bench)\//.test(path);
}

function forbidden(
  path: string,
  layer: Layer,
  target: Target,
  typeOnly: boolean,
): string | undefined {
  const tests = isTest(path);
  if ('missing' in target) return `imports ${target.missing}, which does not exist`;
  if ('builtin' in target) {
    return layer.node || tests ? undefined : `imports ${target.builtin} but must run in browsers`;
  }
  if ('package' in target) return forbiddenPackage(path, layer, target.package);
  const area = areaOf(target.file);
  if (isTest(target.file) && !tests && !['world', 'scripts', 'bench'].includes(areaOf(path))) {
    return `imports ${target.file}, which is for tests`;
  }
  if (area === areaOf(path) && area !== 'server') return undefined;
  if (area === 'server' && areaOf(path) === 'server') return foreignQueries(path, target.file);
  if (tests && ['test', 'world'].includes(area)) return undefined;
  if (area === 'server' && areaOf(path) === 'web') return fromServer(target.file, typeOnly);
  const allowed = layer.areas.includes(area) || (layer.files ?? []).includes(target.file);
  return allowed ? undefined : `imports ${target.file} across the dependency rule`;
}

function forbiddenPackage(path: string, layer: Layer, name: string): string | undefined {
  if (/^pg(-|$)/.test(name) && areaOf(path) !== 'db') return `imports ${name}; only src/db may`;
  if (layer.packages === undefined || layer.packages.includes(name) || isTest(path)) {
    return undefined;
  }
  return `imports package ${name}, which its area may not`;
}

/** The web sees the server only as the types of what its presenters return. */
function fromServer(file: string, typeOnly: boolean): string | undefined {
  if (!/(^|\/)present\.ts$/.test(file)) return `imports ${file}; of the server only present.ts`;
  return typeOnly ? undefined : `imports values of ${file}; of the server only types`;
}

/** A feature's queries belong to it: another feature that needs them asks for its own. */
function foreignQueries(path: string, file: string): string | undefined {
  const feature = (of: string) => of.split('/')[2];
  const isForeign = /(^|\/)queries\.ts$/.test(file) && feature(path) !== feature(file);
  return isForeign && !isTest(path) ? `imports ${file}, the queries of another feature` : undefined;
}
