import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { startScenes } from '../../sandbox/demo/scenes.ts';
import { assignVideos, parseVideoArgument, VideoArgumentError } from '../../tools/camera-videos.ts';

const camera = (id: string, ...watches: ('faces' | 'plates')[]) => ({
  id,
  site: 'market',
  watches,
  bearingDegrees: 0,
});

describe('what cameras show in the local run', () => {
  it('gives a camera its own video before any scene', () => {
    const zone = { cameras: [camera('nk-cam-market', 'faces'), camera('cam-b', 'plates')] };
    const own = new Map([
      ['nk-cam-market', 'street.mp4'],
      ['cam-b', 'rtsp://10.0.0.9/main'],
    ]);

    const videos = assignVideos({ zone, own, scenes: startScenes, most: 3 });

    expect(videos.get('nk-cam-market')).toEqual({ kind: 'file', file: 'street.mp4' });
    expect(videos.get('cam-b')).toEqual({ kind: 'rtsp', url: 'rtsp://10.0.0.9/main' });
  });

  it('plays scenes that fit what a camera watches, on as many as the machine carries', () => {
    const zone = { cameras: [camera('a', 'plates'), camera('b', 'faces', 'plates'), camera('c', 'faces')] };

    const videos = assignVideos({ zone, own: new Map(), scenes: startScenes, most: 2 });

    expect(videos.get('a')).toMatchObject({ scene: { place: 'bridge' } });
    expect(videos.get('b')).toMatchObject({ scene: { place: 'station' } });
    expect(videos.get('c')).toEqual({ kind: 'silent' });
  });

  it('shows every scene once before any scene twice', () => {
    const zone = { cameras: ['a', 'b', 'c'].map((id) => camera(id, 'faces')).concat(camera('d', 'plates')) };

    const videos = assignVideos({ zone, own: new Map(), scenes: startScenes, most: 3 });

    expect([...videos.values()].map(({ kind }) => kind)).toEqual(['scene', 'silent', 'silent', 'scene']);
  });

  it('refuses a video for a camera that the zone does not have', () => {
    const zone = { cameras: [camera('a', 'plates')] };
    const own = new Map([['b', 'street.mp4']]);

    expect(() => assignVideos({ zone, own, scenes: {}, most: 1 })).toThrow(VideoArgumentError);
  });

  it('reads CAMERA=SOURCE and refuses all else by name', () => {
    expect(parseVideoArgument('cam-1=rtsp://host/a=b')).toEqual(['cam-1', 'rtsp://host/a=b']);
    fc.assert(
      fc.property(
        fc.string().filter((text) => !text.includes('=')),
        (text) => {
          expect(() => parseVideoArgument(text)).toThrow(VideoArgumentError);
        },
      ),
    );
  });
});
