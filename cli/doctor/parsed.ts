import * as addresses from "../../src/private/addresses";

// The same addresses and blocks are compared with those of each row: to parse each of them once is most of what the doctor saves.

/** An address as AWS writes one, else undefined. */
export const parseAddress = once(addresses.parseAddress);

/** A CIDR block, else undefined. */
export const parseCidr = once(addresses.parseCidr);

/** The block that is one address, or a CIDR block, else undefined. */
export const parseBlock = once(addresses.parseBlock);

function once<Parsed>(parse: (text: string) => Parsed): (text: string) => Parsed {
  const known = new Map<string, Parsed>();
  return (text) => {
    if (!known.has(text)) known.set(text, parse(text));
    return known.get(text) as Parsed;
  };
}
