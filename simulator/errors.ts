/** An answer that is an error, with the body the service would give. */
export class ApiError extends Error {
	constructor(
		readonly status: number,
		readonly body: Record<string, unknown>,
		readonly headers: Record<string, string> = {},
	) {
		super(`HTTP ${status}`);
	}
}

type Extra = Record<string, string>;

/**
 * The usual body: a list of errors, and the first one repeated at top level.
 * @see https://developers.ringcentral.com/guide/basics/errors
 */
export function apiError(status: number, errorCode: string, message: string, extra: Extra = {}): ApiError {
	const first = { errorCode, message, ...extra };
	return new ApiError(status, { ...first, errors: [first] });
}

/** What the gateway in front of the API answers: the list of errors is empty. */
export function gatewayError(status: number, errorCode: string, message: string): ApiError {
	return new ApiError(status, { errorCode, message, errors: [] });
}

/** The body of the OAuth endpoints: the standard's two fields beside the service's own. */
export function oauthError(status: number, error: string, errorCode: string, message: string): ApiError {
	return new ApiError(status, { error, error_description: message, errors: [{ errorCode, message }] });
}

export const invalidParameter = (parameterName: string, parameterValue: string): ApiError =>
	apiError(400, 'CMN-101', `Parameter [${parameterName}] value is invalid.`, {
		parameterName,
		parameterValue,
	});

export const notFound = (parameterName: string): ApiError =>
	apiError(404, 'CMN-102', `Resource for parameter [${parameterName}] is not found`, { parameterName });

export const unknownPath = (): ApiError => gatewayError(404, 'AGW-404', 'Resource not found');

export const rangeNotSatisfiable = (): ApiError =>
	apiError(416, 'CMN-107', 'Requested range not satisfiable');

/** The top level names the kind of refusal, the list the code. */
export function missingScope(permissionName: string): ApiError {
	const message = `In order to call this API endpoint, application needs to have [${permissionName}] permission`;
	return new ApiError(403, {
		errorCode: 'InsufficientPermissions',
		message,
		permissionName,
		errors: [{ errorCode: 'CMN-401', message, permissionName }],
	});
}

export const missingPermission = (permissionName: string): ApiError =>
	apiError(
		403,
		'CMN-408',
		`In order to call this API endpoint, user needs to have [${permissionName}] permission.`,
		{
			permissionName,
		},
	);

export const otherExtension = (permissionName: string): ApiError =>
	apiError(
		403,
		'CMN-419',
		`In order to call this API endpoint for another extension, user needs to have [${permissionName}] permission granted with extended scope`,
		{ permissionName },
	);

/** A 401 has the kind of failure at top level and the code in the list. */
export function tokenError(errorCode: string, message: string): ApiError {
	return new ApiError(401, { errorCode: 'TokenInvalid', message, errors: [{ errorCode, message }] });
}

export const noAuthorization = (): ApiError => gatewayError(401, 'AGW-402', 'Invalid Authorization header');

/**
 * A fax whose pages are still being drawn has no content yet. The code is published, its status is not.
 * @see https://developers.ringcentral.com/guide/basics/changelog/1_0_39
 */
export const stillRendering = (): ApiError =>
	apiError(409, 'MSG-368', 'Fax message processing is in progress');
