export async function startSmtpSink() { return { url: 'smtp://127.0.0.1:1', stop: async () => {} }; }
