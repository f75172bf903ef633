import type { DispatchState, PresentedPublication } from '#server/publicity/present.ts';

// Presenters of the server give types only; these are the words of its filters.

/** Titles of the outbox's states. */
export const stateTitles: Readonly<Record<DispatchState, string>> = {
  due: '待报送',
  failed: '报送失败',
  exported: '已导出，待确认',
  accepted: '对方已接收',
  withdrawn: '已撤回',
};

/** Colours of the outbox's states. */
export const stateTones: Readonly<Record<DispatchState, string>> = {
  due: 'todo',
  failed: 'overdue',
  exported: 'todo',
  accepted: 'done',
  withdrawn: '',
};

/** Titles of what is published until its term or a credit repair ends it. */
export const kindTitles: Readonly<Record<string, string>> = {
  'serious-dishonesty': '严重违法失信名单',
  penalty: '行政处罚信息',
  'negative-check': '抽查检查负面信息',
};

/** How a publication stands. */
export const standingTitles: Readonly<Record<PresentedPublication['standing'], string>> = {
  shown: '公示中',
  over: '公示期满',
  withdrawn: '已撤回',
};

/** Colours of how a publication stands. */
export const standingTones: Readonly<Record<PresentedPublication['standing'], string>> = {
  shown: 'todo',
  over: '',
  withdrawn: '',
};
