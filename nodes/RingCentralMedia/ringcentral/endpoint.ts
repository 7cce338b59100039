/**
 * Names what a call is charged as: its method and path without the ids in it. Calls to the same endpoint
 * belong to the same rate-limit group; which one, its first answer tells.
 */
export function endpointOf(method: string, url: URL): string {
	const path = url.pathname
		.split('/')
		.map((part) => (isVersion(part) || !/[\d~*]/.test(part) ? part : ':id'))
		.join('/');
	return `${method} ${path}`;
}

const isVersion = (part: string): boolean => /^v\d+(\.\d+)?$/.test(part);
