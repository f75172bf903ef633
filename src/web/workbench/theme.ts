import type { ThemeConfig } from 'antd';

/** The look of the workbenches: ink and deep blue, square, dense; red is kept for what is overdue or wrong. */
export const theme: ThemeConfig = {
  token: {
    colorPrimary: '#1d4e89',
    colorInfo: '#1d4e89',
    colorLink: '#1d4e89',
    colorError: '#b3261e',
    colorSuccess: '#1f6848',
    colorWarning: '#8a5a00',
    colorText: '#1b2733',
    colorTextDescription: '#5a6979',
    colorBorder: '#c3ccd7',
    borderRadius: 3,
    fontSize: 14,
    fontFamily: "'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', 'Noto Sans SC', sans-serif",
    boxShadowSecondary: '0 4px 16px rgb(18 38 63 / 14%)',
  },
  components: {
    Form: { verticalLabelPadding: '0 0 3px' },
    Button: { primaryShadow: 'none', defaultShadow: 'none' },
  },
};

/** The same without motion. */
export const calmTheme: ThemeConfig = { ...theme, token: { ...theme.token, motion: false } };
