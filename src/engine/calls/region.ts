import type { SlotKey } from "../sdks/sdk";
import { knownText } from "./content";
import { requestOfClient } from "./provider";
import { type Reading, type Request, readSlot } from "./slots";

/** Where a request is processed, as the code says: in the request, to the client, or by the host that it is sent to. */
export function regionOf(request: Request, read: (key: SlotKey) => Reading | undefined): string | undefined {
  const own = knownText(read("region")?.value);
  if (own !== undefined) return own;
  const { shape, step } = request.match.client ?? {};
  if (!step || !(shape?.region || shape?.regionHosts)) return undefined;
  const inside = requestOfClient(request, step);
  const told = shape.region && knownText(readSlot(inside, shape.region)?.value);
  if (told !== undefined) return told;
  const address = shape.regionHosts && knownText(readSlot(inside, shape.baseUrl)?.value);
  const host = /^https?:\/\/([^/:?#]+)/.exec(address ?? "")?.[1]?.toLowerCase();
  return host !== undefined && Object.hasOwn(shape.regionHosts ?? {}, host) ? shape.regionHosts?.[host] : undefined;
}
