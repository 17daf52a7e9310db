(function(w,d,L){
var u=d.currentScript.src.replace(/script\.js.*/,''),C='%COOKIE%',F='%FIELD%',v,l,wait=[],q=(w.musubi||{}).q||[];
function read(){var m=d.cookie.match('(?:^|; )'+C+'=([0-9a-f]{32})(\\w*)')||[];v=m[1];l=m[2]}
function rnd(){return[].map.call(crypto.getRandomValues(new Uint8Array(16)),function(b){return(b+256).toString(16).slice(1)}).join('')}
function keep(id,who){d.cookie=C+'='+id+who+';path=/;SameSite=Lax;max-age='+(id?%SECONDS%:0)+(L.protocol=='https:'?';Secure':'');read();fill()}
function fill(){d.querySelectorAll('[name="'+F+'"]').forEach(function(e){e.value=v||''})}
function here(){return{page:L.origin+L.pathname,title:d.title,referrer:d.referrer.split(/[?#]/)[0],campaign:new URLSearchParams(L.search).get('utm_campaign')||''}}
function send(e,p,o){
var b=JSON.stringify(Object.assign({visitor:v,consent:true,id:rnd(),event:e},p,o));
function n(){navigator.sendBeacon(u,b)}
w.fetch&&'keepalive'in Request.prototype?fetch(u,{method:'POST',body:b,mode:'cors',credentials:'omit',keepalive:true}).catch(n):n()}
function sum(s){for(var h=7,i=0;i<s.length;i++)h=(h*31+s.charCodeAt(i))|0;return(h>>>0).toString(36)}
function go(c,a,t,s,p){
read();p=p||here();
if(c=='consent'){
if(a&&!v){keep(rnd(),'');v&&wait.splice(0).forEach(function(x){go.apply(0,x)})}
if(!a){v&&(send('withdraw',p),keep('',''));wait=[]}
}else if(!v)wait.length<99&&wait.push([c,a,t,s,p]);
else if(c=='logout')l&&keep(rnd(),'');
else if(c=='login'){a=''+a;keep(l&&l!=sum(a)?rnd():v,sum(a));send(c,p,{member:a,time:t,signature:s})}
else send(c,p,a&&{data:a})}
w.musubi=go;
d.addEventListener('submit',function(){read();fill()},true);
read();fill();q.forEach(function(x){go.apply(0,x)});go('page')
})(window,document,location)
