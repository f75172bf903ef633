/** How items are gathered. */
export interface GatherOptions {
  /** Items in one batch at most. */
  readonly atMost: number;
  /** Batches under way at once. */
  readonly lanes: number;
}

/**
 * Makes one call for many: what arrives while all lanes are busy goes together in the next batch. A quiet service so
 * has batches of one and no waiting; a crowd shares round trips, plans and commits.
 * @param work answers a batch in the order of its items; where it throws, every item of the batch is rejected with that.
 * @returns the same for one item.
 */
export function gather<T, R>(
  work: (items: readonly T[]) => Promise<readonly R[]>,
  { atMost, lanes }: GatherOptions,
): (item: T) => Promise<R> {
  const waiting: (PromiseWithResolvers<R> & { readonly item: T })[] = [];
  let busy = 0;
  let isDue = false;

  function start(): void {
    isDue = false;
    while (busy < lanes && waiting.length > 0) void run(waiting.splice(0, atMost));
  }

  async function run(batch: typeof waiting): Promise<void> {
    busy += 1;
    try {
      const answers = await work(batch.map(({ item }) => item));
      if (answers.length !== batch.length) {
        throw new Error(`${answers.length} answers for ${batch.length} items`);
      }
      batch.forEach(({ resolve }, at) => resolve(answers[at] as R));
    } catch (error) {
      for (const { reject } of batch) reject(error);
    }
    busy -= 1;
    start();
  }

  return (item) => {
    const one = { item, ...Promise.withResolvers<R>() };
    waiting.push(one);
    if (!isDue && busy < lanes) {
      isDue = true;
      // After the requests that the same turn of the event loop brought.
      setImmediate(start);
    }
    return one.promise;
  };
}
