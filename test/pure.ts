/**
 * Every test of the areas that are pure, in one process: to start one for each file takes longer than all of their tests.
 * `scripts/test.ts` names the files in SIFANG_PURE_TESTS.
 */
const files = JSON.parse(process.env['SIFANG_PURE_TESTS'] ?? '[]') as string[];
for (const file of files) await import(file);

export {};
