/** Under which id Temporal knows an ИОМ: its number, so that whoever has the one finds the other. */
export function workflowIdOf(iom: string): string {
  return `iom-${iom}`;
}
