import { Service } from '../support/service.ts';

test('one', async () => {
  let t = performance.now();
  const lap = (what: string) => {
    console.log(what, Math.round(performance.now() - t));
    t = performance.now();
  };
  const service = await Service.open({ worker: 'here' });
  lap('open');
  await service
    .as('teacher1')
    .open({
      educator: service.idOf('teacher1'),
      as: 'educator',
      way: 'personalRequest',
      fields: { questionsOrInterests: 'x' },
    });
  lap('opened');
  await service.allMailSettled();
  lap('mail');
  await service.stopWorker();
  lap('worker stopped');
  await service.close();
  lap('close');
}, 200_000);
