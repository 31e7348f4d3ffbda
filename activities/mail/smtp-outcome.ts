/**
 * What an answer of the mail server means for one mail: refused for good, or to be tried again. Only codes are kept:
 * servers like to repeat addresses in their answers, and what Temporal stores must hold none.
 */
export type SmtpOutcome = { state: 'refused' | 'waiting'; answer: string };

type SmtpError = { code?: unknown; command?: unknown; responseCode?: unknown; response?: unknown };

export function outcomeOfError(error: unknown): SmtpOutcome {
  const failed = (typeof error === 'object' && error !== null ? error : {}) as SmtpError;
  return { state: isRefused(failed) ? 'refused' : 'waiting', answer: answerOf(failed) };
}

/** "250", "550 5.1.1" */
export function answerCode(response: unknown): string {
  const [, code, status] = /^(\d{3})(?:[ -](\d\.\d{1,3}\.\d{1,3}))?/.exec(String(response)) ?? [];
  return [code, status].filter(Boolean).join(' ') || 'no code';
}

/** A refused sender, sign-in or command is the service's own trouble: somebody repairs it, and the mail goes then. */
function isRefused({ code, command, responseCode, response }: SmtpError): boolean {
  if (command !== 'RCPT TO' && command !== 'DATA') return false;
  if (code === 'EAUTH' || typeof responseCode !== 'number' || responseCode < 500) return false;
  return !serversOwn.has(responseCode) && !/relay|authenticat/i.test(String(response));
}
const serversOwn: ReadonlySet<number> = new Set([500, 502, 503, 504, 530, 534, 535, 538]);

function answerOf({ code, response }: SmtpError): string {
  if (typeof response === 'string' && response !== '') return answerCode(response);
  return typeof code === 'string' && /^E[A-Z0-9]{2,20}$/.test(code) ? code : 'failed';
}
