import type { Entrance } from '../api/lessons';
import type { HubMessages, HubRequests } from '../protocol';

export type ChannelHandlers = {
  onMessage: <M extends keyof HubMessages>(method: M, message: HubMessages[M]) => void;
  /** Called once, when the channel is gone for whatever reason. */
  onGone: () => void;
};

/** One connection to the hub. Sends never answer and never throw: what is lost shows as the channel being gone. */
export type Channel = {
  send<M extends keyof HubRequests>(method: M, request: HubRequests[M]): void;
  close(): void;
};

/** Opens a connection through one entrance; rejects if it cannot be opened. */
export type OpenChannel = (entrance: Entrance, handlers: ChannelHandlers) => Promise<Channel>;
