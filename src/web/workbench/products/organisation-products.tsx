import { Link } from '@tanstack/react-router';
import type { ProductList } from '#server/products/present.ts';
import { useRead } from '../../kit/api/read.ts';
import { Panel } from '../../kit/page/page.tsx';
import { Empty, Shown } from '../../kit/show/states.tsx';
import { ProductTable } from './product-table.tsx';
import './products.css';

/** What an enterprise makes, on its own page in the register. */
export function Products({ organisation }: { organisation: string }) {
  const list = useRead<ProductList>('/api/products', { organisation });
  return (
    <Panel flush>
      <Shown reading={list}>
        {({ products, total }) =>
          products.length === 0 ? (
            <Empty title="没有登记产品">产品由企业登记。</Empty>
          ) : (
            <>
              <ProductTable products={products} makers={false} />
              {total > products.length && (
                <p className="panel-more">
                  <Link to="/products" search={{ organisation } as never}>
                    查看全部{total}种产品
                  </Link>
                </p>
              )}
            </>
          )
        }
      </Shown>
    </Panel>
  );
}
