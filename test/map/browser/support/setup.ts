import { requireTools } from "../../../tools";

export default async function setup(): Promise<void> {
  await requireTools("chromium");
}
