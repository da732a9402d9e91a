/** The server as a process of its own: `node daemon.js HOME PORT`. Ends on SIGTERM, or when the home no longer names it. */
import { Problem } from '../base/error.js';
import { serveHome } from './serve-home.js';

const [home, port] = process.argv.slice(2);
if (home === undefined) throw new Error('usage: daemon HOME [PORT]');

const log = (line: string): void => console.log(`${new Date().toISOString()} ${line}`);

async function start(folder: string, wanted: number): ReturnType<typeof serveHome> {
  const options = { home: folder, host: '127.0.0.1', log };
  try {
    return await serveHome({ ...options, port: wanted });
  } catch (error) {
    if (!(error instanceof Problem && error.code === 'port-in-use')) throw error;
    log(`port ${wanted} is in use; taking a free one`);
    return serveHome({ ...options, port: 0 });
  }
}

const server = await start(home, Number(port ?? 0));
let ending = false;
async function end(why: string): Promise<void> {
  if (ending) return;
  ending = true;
  log(`ending: ${why}`);
  await server.close();
  process.exit(0);
}

process.on('SIGTERM', () => void end('SIGTERM'));
process.on('SIGINT', () => void end('SIGINT'));
server.onLost(() => void end('the home has another server, or none'));
if (server.recorded) log(`serving ${home} at ${server.endpoint}`);
else await end('another server answers for this home');
