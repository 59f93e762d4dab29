import { HttpTransportType, HubConnectionBuilder, LogLevel } from '@microsoft/signalr';
import type { Entrance } from '../api/lessons';
import type { HubMessages } from '../protocol';
import type { Channel, ChannelHandlers } from './channel';

/** Milliseconds of silence, SignalR's own pings included, after which the server counts as gone. */
const SERVER_TIMEOUT_MS = 30_000;
const KEEP_ALIVE_MS = 15_000;

const METHODS: readonly (keyof HubMessages)[] = ['Welcome', 'Entries', 'Answered', 'Signals', 'Heartbeat', 'Closing'];

/** Opens one WebSocket without negotiation. Reconnecting is not SignalR's business here: every connection needs a new ticket. */
export async function openSignalR({ url, ticket }: Entrance, handlers: ChannelHandlers): Promise<Channel> {
  const connection = new HubConnectionBuilder()
    .withUrl(`${url}?ticket=${encodeURIComponent(ticket)}`, { skipNegotiation: true, transport: HttpTransportType.WebSockets })
    .configureLogging(LogLevel.None)
    .build();
  connection.serverTimeoutInMilliseconds = SERVER_TIMEOUT_MS;
  connection.keepAliveIntervalInMilliseconds = KEEP_ALIVE_MS;
  for (const method of METHODS) {
    connection.on(method, (message: never) => handlers.onMessage(method, message));
  }

  connection.onclose(() => handlers.onGone());
  await connection.start();
  return {
    send: (method, request) => {
      connection.send(method, request).catch(() => {}); // onclose tells.
    },
    close: () => {
      connection.stop().catch(() => {});
    },
  };
}
