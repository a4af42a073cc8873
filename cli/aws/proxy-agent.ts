import type { ClientRequest } from 'node:http';
import { Agent as DirectAgent } from 'node:https';
import { Agent, type AgentConnectOpts } from 'agent-base';
import { HttpsProxyAgent } from 'https-proxy-agent';
import { proxyFor } from './proxy-environment.ts';

/** Connects to each host through the proxy that the environment names for it, or directly. */
export class EnvironmentProxyAgent extends Agent {
  readonly #direct = new DirectAgent({ keepAlive: true });
  readonly #proxies = new Map<string, Agent>();

  override connect(_request: ClientRequest, { host = '', port }: AgentConnectOpts): Agent | DirectAgent {
    const proxy = proxyFor(host, port, process.env);
    if (proxy === undefined) return this.#direct;
    const agent = this.#proxies.get(proxy) ?? new HttpsProxyAgent(proxy, { keepAlive: true });
    this.#proxies.set(proxy, agent);
    return agent;
  }

  override destroy(): void {
    for (const agent of [this.#direct, ...this.#proxies.values()]) agent.destroy();
    super.destroy();
  }
}
