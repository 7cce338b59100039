/** How long a short call may take until the headers of its answer, and again until its end. */
export const CALL_TIMEOUT_MS = 60_000;
