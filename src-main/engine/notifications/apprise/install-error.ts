/** An installation that failed for a reason that can be told; `message` and `remedy` are sentences for a person. */
export class InstallError extends Error {
  override readonly name = 'InstallError';
  readonly remedy: string;
  constructor(message: string, remedy: string) {
    super(message);
    this.remedy = remedy;
  }
}
