/** The schema of an edition for editors: a lawyer sees in Russian what each key means and what may stand there. */
import { z } from 'zod';
import { Regulation } from '../domain/regulation.ts';

const said = {
  title: 'Редакция регламента',
  description:
    'Порядок сопровождения индивидуальных образовательных маршрутов одного субъекта, как его установил акт: на кого распространяется, кто что делает, в какой срок и по какому пункту',
};

export function jsonSchema(): string {
  const schema = z.toJSONSchema(Regulation.meta(said), { io: 'input', unrepresentable: 'any' });
  return `${JSON.stringify(schema, null, 2)}\n`;
}
