type Environment = Readonly<Partial<Record<string, string>>>;

/**
 * The proxy for https requests to a host: `http://proxy.example:8080`. In `NO_PROXY` a name stands for itself and
 * all names below it, with or without a dot or `*.` before it and a port behind it, as for curl and the AWS CLI.
 *
 * @returns undefined where the host is to be reached directly
 * @see https://everything.curl.dev/usingcurl/proxies/env.html
 */
export function proxyFor(host: string, port: number, environment: Environment): string | undefined {
  const proxy = proxyOf(environment);
  if (proxy === undefined) return undefined;
  const exceptions = (environment.no_proxy || environment.NO_PROXY || '').toLowerCase().split(/[\s,]+/);
  return exceptions.some((exception) => covers(exception, host.toLowerCase(), port)) ? undefined : proxy;
}

/** What `HTTPS_PROXY` says, or `ALL_PROXY`, in either case. A proxy without a scheme is an http one. */
export function proxyOf(environment: Environment): string | undefined {
  const { https_proxy, HTTPS_PROXY, all_proxy, ALL_PROXY } = environment;
  const proxy = https_proxy || HTTPS_PROXY || all_proxy || ALL_PROXY;
  if (!proxy) return undefined;
  return proxy.includes('://') ? proxy : `http://${proxy}`;
}

function covers(exception: string, host: string, port: number): boolean {
  if (exception === '*') return true;
  const [, name = '', onlyPort] = /^(?:\*?\.)?(.+?)(?::(\d+))?$/.exec(exception) ?? [];
  if (name === '' || (onlyPort !== undefined && Number(onlyPort) !== port)) return false;
  return host === name || host.endsWith(`.${name}`);
}
