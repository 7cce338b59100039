/** n8n writes each piece on its own: many small ones are slow, a few of this size are fast. */
const PIECE_BYTES = 1024 * 1024;

/** n8n's buffering stores give up after 300 s without a piece, so a slow line must not fill one first. */
const HAND_ON_AFTER_MS = 10_000;

/** Joins the small reads of a socket to larger pieces. */
export interface Joiner {
	/** Copies the bytes; gives each piece that is full or has waited long enough. */
	add: (bytes: Uint8Array) => Uint8Array[];
	/** Gives what is left, if anything. */
	flush: () => Uint8Array[];
}

export function createJoiner(now: () => number, pieceBytes = PIECE_BYTES): Joiner {
	let piece = Buffer.alloc(0);
	let usedBytes = 0;
	let handedOnAt = now();

	function flush(): Uint8Array[] {
		handedOnAt = now();
		if (usedBytes === 0) return [];
		const full = piece.subarray(0, usedBytes);
		// The reader may hold on to a piece while it writes, so the next one gets new memory.
		piece = Buffer.alloc(0);
		usedBytes = 0;
		return [full];
	}

	function add(bytes: Uint8Array): Uint8Array[] {
		const full: Uint8Array[] = [];
		for (let at = 0; at < bytes.length;) {
			if (piece.length === 0) piece = Buffer.allocUnsafeSlow(pieceBytes);
			const part = bytes.subarray(at, at + pieceBytes - usedBytes);
			piece.set(part, usedBytes);
			usedBytes += part.length;
			at += part.length;
			if (usedBytes === pieceBytes) full.push(...flush());
		}
		if (now() - handedOnAt >= HAND_ON_AFTER_MS) full.push(...flush());
		return full;
	}

	return { add, flush };
}
