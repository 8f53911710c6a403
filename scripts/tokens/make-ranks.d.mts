export function packRanks(bpeRanks: string): Uint8Array;
export function makeRanks(folder: string): void;
