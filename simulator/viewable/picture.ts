import { crc32, deflateSync } from 'node:zlib';

export const WIDTH = 320;
export const HEIGHT = 240;
const SIGNATURE = Buffer.from('89504e470d0a1a0a', 'hex');
/** 8 bits a channel, red, green and blue. */
const FORMAT = [8, 2, 0, 0, 0];

function chunk(type: string, data: Buffer): Buffer {
	const content = Buffer.concat([Buffer.from(type, 'latin1'), data]);
	const [length, sum] = [data.length, crc32(content)].map((value) => {
		const word = Buffer.alloc(4);
		word.writeUInt32BE(value);
		return word;
	});
	return Buffer.concat([length ?? Buffer.alloc(0), content, sum ?? Buffer.alloc(0)]);
}

/** A house in front of the evening: red, green and blue of one point. */
function colourAt(x: number, y: number, hue: number): [number, number, number] {
	const isRoof = y > 80 && y <= 130 && Math.abs(x - 160) < (y - 80) * 1.7;
	if (isRoof) return [150, 62, 48];
	const isDoor = x > 145 && x < 176 && y > 160;
	if (y > 130 && y < 210 && Math.abs(x - 160) < 75) return isDoor && y < 210 ? [92, 60, 40] : [236, 222, 196];
	if (y >= 205) return [96, 142, 84];
	return [90 + ((y + hue) % 140), 140 + (y >> 2), 205 - (y >> 2)];
}

/** A PNG of 320 by 240 points, another one for each number. */
export function picture(number: number): Buffer {
	const rows = Buffer.alloc((1 + WIDTH * 3) * HEIGHT);
	for (let y = 0; y < HEIGHT; y += 1) {
		for (let x = 0; x < WIDTH; x += 1) {
			rows.set(colourAt(x, y, number * 37), y * (1 + WIDTH * 3) + 1 + x * 3);
		}
	}
	const facts = Buffer.alloc(8);
	facts.writeUInt32BE(WIDTH, 0);
	facts.writeUInt32BE(HEIGHT, 4);
	return Buffer.concat([
		SIGNATURE,
		chunk('IHDR', Buffer.concat([facts, Buffer.from(FORMAT)])),
		chunk('IDAT', deflateSync(rows)),
		chunk('IEND', Buffer.alloc(0)),
	]);
}
