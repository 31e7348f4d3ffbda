import { TestApi } from '../support/api.ts';
import { openRoute } from '../support/routes.ts';

let api: TestApi;
beforeAll(async () => {
  api = await TestApi.open();
});
afterAll(() => api.close());

test('a route opened through the service bears its number in the list of runs, and its page is one click away', async () => {
  const { id } = await openRoute(api, 'teacher1');
  const description = await api.lab.client.workflow.getHandle(`iom-${id}`).describe();
  expect(await description.staticSummary()).toBe(id);
  expect(await description.staticDetails()).toBe(`[Открыть в сервисе](${api.parts.publicUrl}/api/v1/ioms/${id})`);
});
