import { connect, createServer } from 'node:net';

/** The wanted port of the loopback interface if it is free, any free one for 0; undefined when the port is taken. */
export async function findFreePort(wanted = 0): Promise<number | undefined> {
  const { promise, resolve, reject } = Promise.withResolvers<number | undefined>();
  const server = createServer().once('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EADDRINUSE') resolve(undefined);
    else if (error.code === 'EACCES') reject(new Error(`Port ${wanted} is not for you to use: choose one above 1023.`));
    else reject(error);
  });
  server.listen(wanted, '127.0.0.1', () => {
    const address = server.address();
    server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : wanted));
  });
  return promise;
}

export async function getFreePort(): Promise<number> {
  const port = await findFreePort();
  if (port === undefined) throw new Error('There is no free port on this machine.');
  return port;
}

/** Whether something accepts connections there. */
export async function answers(host: string, port: number): Promise<boolean> {
  const { promise, resolve } = Promise.withResolvers<boolean>();
  const socket = connect({ host, port, timeout: 3_000 });
  socket.once('connect', () => resolve(true));
  socket.once('error', () => resolve(false));
  socket.once('timeout', () => resolve(false));
  const result = await promise;
  socket.destroy();
  return result;
}
