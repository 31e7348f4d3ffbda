/** Where the histories lie, and beside each the state its route had when it was made. */
export function historyFile(shape: string): string {
  return `test/replay/histories/${shape}.json`;
}
export function stateFile(shape: string): string {
  return `test/replay/histories/${shape}.state.json`;
}
