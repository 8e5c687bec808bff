import * as addresses from "../../src/private/addresses";

// Caches parsed addresses and CIDR blocks. Every forward is compared with the same ones, and parsing took most of the time.

/** Returns an IP address, or undefined if the text isn't one. */
export const parseAddress = once(addresses.parseAddress);

/** Returns a CIDR block, or undefined if the text isn't one. */
export const parseCidr = once(addresses.parseCidr);

/** Returns a CIDR block, or a block of one address, or undefined if the text is neither. */
export const parseBlock = once(addresses.parseBlock);

function once<Parsed>(parse: (text: string) => Parsed): (text: string) => Parsed {
  const known = new Map<string, Parsed>();
  return (text) => {
    if (!known.has(text)) known.set(text, parse(text));
    return known.get(text) as Parsed;
  };
}
