import { Button } from 'antd';

/** A page that failed to load or to draw: a new version may have replaced it, so reloading is the first remedy. */
export function PageFault({ error }: { error: unknown }) {
  return (
    <section className="problem" role="alert">
      <strong className="problem-title">页面没有打开</strong>
      <p>可能是平台刚刚更新，或者网络中断。您填写的内容仍保存在本机，请刷新页面后继续。</p>
      <p className="muted">{error instanceof Error ? error.message : ''}</p>
      <Button onClick={() => location.reload()}>刷新页面</Button>
    </section>
  );
}
