/** A way into the demonstration. */
export interface DemoSignIn {
  readonly login: string;
  readonly password: string;
  readonly name: string;
  readonly organisation: string;
  readonly kindTitle: string;
  readonly post: string;
  /** What there is to see; only for those that a newcomer should try first. */
  readonly about?: string;
}
