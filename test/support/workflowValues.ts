import type { IDataObject } from 'n8n-workflow';

/** Type ids as workflows store them. */
export const TRIGGER_NODE = 'n8n-nodes-ringcentral-media.ringCentralMediaTrigger';
export const MEDIA_NODE = 'n8n-nodes-ringcentral-media.ringCentralMedia';

/** A locator as the panel stores it. */
export const byId = (value: string): IDataObject => ({ __rl: true, mode: 'id', value });
export const byUrl = (value: string): IDataObject => ({ __rl: true, mode: 'url', value });
