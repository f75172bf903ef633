/** How long inspection records are kept; no instrument sets a period for an enterprise's own ones. */
export const inspectionRetention = {
  years: 6,
  policy:
    '对生产企业自检记录的保存期限没有统一规定，平台参照检验检测机构原始记录的保存期限，按不少于6年保存。',
} as const;
