/** RingCentral asks clients for a stable name. @see https://developers.ringcentral.com/guide/basics/uris */
export const USER_AGENT = 'n8n-nodes-ringcentral-media/0.1.0';
