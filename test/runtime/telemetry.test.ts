import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { lambdaTelemetry } from '../../lambdas/runtime/telemetry.ts';
import { Metric } from '../../lambdas/zone/metrics.ts';

const embedded = z.looseObject({
  _aws: z.object({
    Timestamp: z.number(),
    CloudWatchMetrics: z.array(
      z.object({
        Namespace: z.string(),
        Dimensions: z.array(z.array(z.string())),
        Metrics: z.array(z.object({ Name: z.string(), Unit: z.string() })),
      }),
    ),
  }),
});

// Powertools writes metrics to a console of its own, unless it is told that this is no Lambda.
beforeEach(() => {
  vi.stubEnv('POWERTOOLS_DEV', 'true');
  vi.stubEnv('POWERTOOLS_METRICS_DISABLED', 'false');
});
afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});

describe('lambdaTelemetry', () => {
  it('tells a metric of a camera by its camera and time, and no other metric by them', () => {
    const log = vi.spyOn(console, 'log').mockImplementation(() => undefined);
    const telemetry = lambdaTelemetry('watch-camera');
    const at = Date.now() - 60_000;

    telemetry.measure(Metric.framesWatched, 20);
    telemetry.measure(Metric.watchLagSeconds, 3, { camera: 'nk-cam-01', at });
    telemetry.measure(Metric.framesWatched, 5, { camera: 'nk-cam-02', heading: 'N' });
    telemetry.measure(Metric.sightings, 2);
    telemetry.flush();

    const lines = log.mock.calls.map(([line]) => embedded.parse(JSON.parse(String(line))));
    const told = lines.map(({ _aws, ...values }) => ({
      dimensions: _aws.CloudWatchMetrics[0]?.Dimensions,
      units: _aws.CloudWatchMetrics[0]?.Metrics.map(({ Name, Unit }) => `${Name} ${Unit}`),
      values,
    }));
    expect(told).toEqual([
      {
        dimensions: [['service', 'camera']],
        units: ['WatchLagSeconds Seconds'],
        values: { service: 'watch-camera', camera: 'nk-cam-01', WatchLagSeconds: 3 },
      },
      {
        dimensions: [['service', 'camera', 'heading']],
        units: ['FramesWatched Count'],
        values: { service: 'watch-camera', camera: 'nk-cam-02', heading: 'N', FramesWatched: 5 },
      },
      {
        dimensions: [['service']],
        units: ['FramesWatched Count', 'Sightings Count'],
        values: { service: 'watch-camera', FramesWatched: 20, Sightings: 2 },
      },
    ]);
    expect(lines[0]?._aws.Timestamp).toBe(at);
  });
});
